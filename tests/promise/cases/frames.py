"""Pandas."""

from __future__ import annotations

from .case import Case, case

PANDAS: tuple[Case, ...] = (
    case(
        "frame_new_column",
        "equal",
        "df[...] = in one step, reading in another",
        """
%%setup
import pandas as pd
%%step load
df = pd.DataFrame({"a": [1, 2, 3]})
%%step rows
n = df.shape
%%step add
df["b"] = df["a"] * 2
%%step final --out result
result = (n, df.to_dict("list"))
""",
    ),
    case(
        "frame_loc",
        "equal",
        "loc, iloc, at and iat",
        """
%%setup
import pandas as pd
%%step load
df = pd.DataFrame({"a": [1, 2, 3], "b": [4.0, 5.0, 6.0]}, index=list("xyz"))
%%step change
df.loc["x", "a"] = 10
df.iloc[1, 1] = 50
df.at["z", "a"] = 30
df.loc[df["b"] > 5, "b"] = 0
%%step final --out result
result = df.to_dict("list")
""",
    ),
    case(
        "frame_inplace",
        "equal",
        "inplace=True on the usual methods",
        """
%%setup
import pandas as pd
%%step load
df = pd.DataFrame({"b": [2.0, None, 1.0], "a": [1, 2, 3]})
%%step fill
df.fillna(0, inplace=True)
%%step order
df.sort_values("b", inplace=True)
df.reset_index(drop=True, inplace=True)
%%step name
df.rename(columns={"a": "A"}, inplace=True)
%%step final --out result
result = (df.to_dict("list"), list(df.index))
""",
    ),
    case(
        "frame_methods_in_place",
        "equal",
        "insert, pop, del, columns, index and attrs",
        """
%%setup
import pandas as pd
%%step load
df = pd.DataFrame({"a": [1, 2], "b": [3, 4], "c": [5, 6]})
%%step change
df.insert(0, "z", 0)
popped = df.pop("b")
del df["c"]
%%step name
df.columns = ["Z", "A"]
df.index.name = "row"
df.attrs["source"] = "made up"
%%step final --out result
result = (df.to_dict("list"), popped.tolist(), df.index.name, df.attrs)
""",
    ),
    case(
        "frames_in_a_loop",
        "equal",
        "for d in [train, test]: d[...] =",
        """
%%setup
import pandas as pd
%%step load
train, test = pd.DataFrame({"a": [1, 2]}), pd.DataFrame({"a": [3]})
%%step change
for d in [train, test]:
    d["x"] = d["a"] + 1
    d.drop(columns="a", inplace=True)
%%step final --out result
result = (train.to_dict("list"), test.to_dict("list"))
""",
    ),
    case(
        "frame_update",
        "either",
        "update and eval change the frame",
        """
%%setup
import pandas as pd
%%step load
frame = pd.DataFrame({"a": [1.0, 2.0]})
%%step change
frame.update(pd.DataFrame({"a": [9.0]}))
frame.eval("b = a * 2", inplace=True)
%%step final --out result
result = frame.to_dict("list")
""",
        "frame",
    ),
    case(
        "column_is_no_view",
        "equal",
        "copy on write: a column taken out changes alone",
        """
%%setup
import pandas as pd
%%step load
df = pd.DataFrame({"a": [1, 2]})
column = df["a"]
part = df[["a"]]
%%step change
column.iloc[0] = 100
part.loc[1, "a"] = 200
%%step final --out result
result = (df["a"].tolist(), column.tolist(), part["a"].tolist())
""",
    ),
    case(
        "frame_under_two_names",
        "equal",
        "clean = df is no copy",
        """
%%setup
import pandas as pd
%%step load
raw_frame = pd.DataFrame({"a": [1, 2]})
clean_frame = raw_frame
%%step change
clean_frame["b"] = 0
%%step final --out result
result = (list(raw_frame.columns), list(clean_frame.columns))
""",
    ),
    case(
        "frame_changed_in_a_function",
        "either",
        "a helper adds a column to its argument and returns it",
        """
%%setup
import pandas as pd
def add_ratio(df):
    df["ratio"] = df["a"] / df["b"]
    return df
%%step load
frame = pd.DataFrame({"a": [1, 2], "b": [2, 4]})
%%step features
features = add_ratio(frame)
%%step final --out result
result = (list(frame.columns), list(features.columns))
""",
        "frame",
    ),
    case(
        "frame_only_read",
        "equal",
        "looking at a frame is no change, whatever pandas caches",
        """
%%setup
import pandas as pd
%%step load
df = pd.DataFrame({"a": [1, 2, 2], "g": ["x", "y", "x"]})
%%step one
mean = df.groupby("g")["a"].mean().to_dict()
dup = df["a"].is_unique, df.index.is_unique
%%step two
text = df.describe().to_string()
parts = [row.a for row in df.itertuples()]
%%step final --out result
result = (mean, dup, text, parts, df.query("a > 1").index.tolist())
""",
    ),
    case(
        "frame_kinds",
        "equal",
        "categoricals, MultiIndex, nullable and zoned columns",
        """
%%setup
import pandas as pd
%%step make
df = pd.DataFrame(
    {
        "cat": pd.Categorical(["b", "a", None], categories=["b", "a", "unused"], ordered=True),
        "int": pd.array([1, None, 3], dtype="Int64"),
        "when": pd.to_datetime(["2024-01-01", None, "2024-06-01"]).tz_localize("Europe/Berlin"),
        "list": [[1], (2,), None],
        "text": ["a", None, "c"],
    },
    index=pd.MultiIndex.from_tuples([("x", 1), ("x", 2), ("y", 1)], names=["k", None]),
)
%%step final --out result
result = (
    [str(t) for t in df.dtypes], df["cat"].cat.ordered, list(df["cat"].cat.categories), list(df.index.names),
    df.index.tolist(), repr(df["list"].tolist()), repr(df["int"].tolist()), str(df["when"].iloc[2]),
)
""",
    ),
    case(
        "frame_labels",
        "equal",
        "labels that a file format might lose",
        """
%%setup
import pandas as pd
%%step make
df = pd.DataFrame([[1, 2, 3], [4, 5, 6]], columns=[0, "0", ("a", 1)], index=pd.Index([5, 3], name="id"))
twice = pd.DataFrame([[1, 2]], columns=["a", "a"])
wide = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_product([["m"], ["x", "y"]], names=["p", "q"]))
days = pd.DataFrame({"v": [1, 2]}, index=pd.date_range("2024-01-01", periods=2, freq="D"))
named = pd.DataFrame({"v": [1]}).rename_axis(columns="axis")
empty = pd.DataFrame(columns=["a"])
df.attrs["note"] = {"k": [1]}
%%step final --out result
result = (
    list(df.columns), df.index.name, df.index.tolist(), df.attrs, list(twice.columns), list(wide.columns.names),
    days.index.freqstr, named.columns.name, empty.shape, str(empty.dtypes["a"]), type(empty.index).__name__,
)
""",
    ),
    case(
        "series_kinds",
        "equal",
        "name, index and dtype of series and indexes",
        """
%%setup
import pandas as pd
%%step make
s = pd.Series([1.5, None], index=["x", "y"], name="score", dtype="float32")
plain = pd.Series([1, 2])
index = pd.Index(["a", "b"], name="letters")
stamp, delta = pd.Timestamp("2024-01-01 10:00", tz="UTC"), pd.Timedelta("1D")
%%step change
s["x"] = 2.5
s.loc["z"] = 1
%%step final --out result
result = (
    s.name, str(s.dtype), s.index.tolist(), plain.name, type(plain.index).__name__, index.name, str(stamp), str(delta),
)
""",
    ),
    case(
        "pandas_options_of_setup",
        "equal",
        "display options set in setup hold in every step",
        """
%%setup
import pandas as pd
pd.set_option("display.precision", 2)
%%step make
s = pd.Series([1.23456])
text = s.to_string()
%%step final --out result
result = (text, str(s))
""",
    ),
    case(
        "pandas_options_of_a_step",
        "refused",
        "display options set in a step hold for the later ones by hand",
        """
%%setup
import pandas as pd
%%step make
pd.set_option("display.precision", 2)
s = pd.Series([1.23456])
%%step final --out result
result = s.to_string()
""",
    ),
    case(
        "file_of_a_frame",
        "equal",
        "a CSV whose name is the data path",
        """
%%setup
import pandas as pd
%%step write
target = "table.csv"
pd.DataFrame({"a": [1, 2]}).to_csv(target, index=False)
%%step final --out result
result = pd.read_csv(target)["a"].tolist()
""",
    ),
)
