export function ExecutionView({ id, step }: { id: string; step?: string }) {
  return (
    <p>
      {id} {step}
    </p>
  );
}
