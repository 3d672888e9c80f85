/** Gives a file to the browser to keep. */
export function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser takes it after the click: when, it does not say.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
