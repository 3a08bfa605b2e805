"""Names that NumPy once had: the version that removed each, and what serves in its place.

Source: NumPy's release notes 1.18 to 2.4; where they don't tell the version, the last one that can
have been it stands here ("2.0").
"""

ALIASES = {
    "float": "float or np.float64",
    "int": "int or np.int64",
    "bool": "bool or np.bool_",
    "object": "object",
    "complex": "complex or np.complex128",
    "str": "str or np.str_",
    "long": "int",
    "unicode": "str",
}
"""np.bool and np.long came back in 2.0, as types of NumPy's own."""

BY_VERSION = {
    "1.18": {"rank": "np.ndim"},
    "1.23": {"asscalar": "the array's item()", "alen": "len"},
    "1.24": ALIASES,
    "2.0": {
        "Inf": "np.inf", "Infinity": "np.inf", "infty": "np.inf", "PINF": "np.inf",
        "NINF": "-np.inf", "NaN": "np.nan", "NAN": "np.nan", "PZERO": "0.0", "NZERO": "-0.0",
        "float_": "np.float64", "complex_": "np.complex128", "cfloat": "np.complex128",
        "singlecomplex": "np.complex64", "longfloat": "np.longdouble",
        "longcomplex": "np.clongdouble", "clongfloat": "np.clongdouble", "string_": "np.bytes_",
        "unicode_": "np.str_", "int0": "np.intp", "uint0": "np.uintp", "bool8": "np.bool_",
        "str0": "np.str_", "bytes0": "np.bytes_", "object0": "object", "void0": "np.void",
        "Bytes0": "np.bytes_", "Object0": "object", "Str0": "np.str_",
        "product": "np.prod", "cumproduct": "np.cumprod", "sometrue": "np.any",
        "alltrue": "np.all", "round_": "np.round", "msort": "np.sort with axis=0",
        "mat": "an ordinary array, or np.asmatrix", "asfarray": "np.asarray with a dtype",
        "cast": "np.asarray with a dtype", "find_common_type": "np.result_type",
        "issubclass_": "issubclass", "issubsctype": "np.issubdtype", "issctype": "issubclass",
        "obj2sctype": "np.dtype(...).type", "sctype2char": "np.dtype(...).char",
        "sctypes": "the types themselves", "typeDict": "np.dtype",
        "maximum_sctype": "a type by name", "nbytes": "np.dtype(...).itemsize",
        "byte_bounds": "np.lib.array_utils.byte_bounds", "safe_eval": "ast.literal_eval",
        "recfromcsv": "np.genfromtxt", "recfromtxt": "np.genfromtxt", "loads": "pickle.loads",
        "DataSource": "np.lib.npyio.DataSource", "format_parser": "np.rec.format_parser",
        "compare_chararrays": "np.char.compare_chararrays",
        "fastCopyAndTranspose": "a copy of the transpose",
        "set_string_function": "np.set_printoptions", "geterrobj": "np.errstate",
        "seterrobj": "np.errstate", "set_numeric_ops": "functions of your own",
        "get_array_wrap": "a function of your own", "lookfor": "the documentation",
        "source": "inspect.getsource", "who": "locals()", "deprecate": "warnings.warn",
        "deprecate_with_doc": "warnings.warn", "add_docstring": "np.lib.add_docstring",
        "add_newdoc": "np.lib.add_newdoc", "add_newdoc_ufunc": "np.lib.add_newdoc",
        "tracemalloc_domain": "np.lib.tracemalloc_domain", "MachAr": "np.finfo",
        "ComplexWarning": "np.exceptions.ComplexWarning",
        "RankWarning": "np.exceptions.RankWarning", "AxisError": "np.exceptions.AxisError",
        "TooHardError": "np.exceptions.TooHardError",
        "ModuleDeprecationWarning": "DeprecationWarning",
        "VisibleDeprecationWarning": "np.exceptions.VisibleDeprecationWarning",
        "array_api": "np itself", "dual": "np.linalg and np.fft", "oldnumeric": "np itself",
        "numarray": "np itself",
    },
    "2.4": {"trapz": "np.trapezoid", "in1d": "np.isin", "disp": "print"},
}  # fmt: skip

NAMES = {
    name: (version, now) for version, names in BY_VERSION.items() for name, now in names.items()
}

METHODS = {
    "itemset": ("2.0", "an assignment to the item"),
    "newbyteorder": ("2.0", "a view with another dtype"),
    "ptp": ("2.0", "np.ptp"),
    "tostring": ("2.3", "tobytes"),
}
"""The same for methods of arrays."""
