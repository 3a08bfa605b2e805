"""Whether the text of a student's exception may be shown in a hidden check.

Student code can put anything into an exception's text, a hidden input too. Three kinds of text
pass: one that stands in the student's own source, ordinary words and own names without any
number, and the sentences that Python and numpy themselves say, with their few small numbers.
"""

import re

from grader.sandbox.told import Origin

MOST_CHARACTERS = 240
MOST_OWN_WORDS = 6
WORD = re.compile(r"[A-Za-z_]\w*")
TOKEN = re.compile(r"[A-Za-z_]\w*|\d")
ORDINARY = frozenset(
    "a about after all already also ambiguous an and any are argument arguments arr array arrays "
    "as assigned assignment associated at attribute axes axis base be before boolean bool "
    "bounds broadcast broadcasted but by bytes call callable can cannot cast casting closed code "
    "complex concatenation condition contains convert converting core could count datatype "
    "defined denominator depth dict did different dim dimension dimensional dimensions directory "
    "divide division does doesn don dtype dtypes during e element elements empty encountered "
    "equal error exactly exceeded exist exit expected false file first float for found from "
    "function gave generator get got greater had has have homogeneous if import in index "
    "indexing indices inhomogeneous inner input inputs instance int integer integers invalid is "
    "isn it iterable iteration item its k key keys keyword label large last len length less list "
    "local loop m mapping mapped math matmul matrix maximum members missing mismatch module more "
    "multiple multiply must n name nan negative no non none not number numpy object objects of on "
    "one only operand operands operation operator or order original out output outside over "
    "overflow part permitted positional power provided range read recursion referenced requested "
    "required reshape result returned right same sequence setting shape shapes should signature "
    "singleton size slice slices specified state str string subscriptable subset subtract such "
    "supplied support supported takes tensor than that the there this to too true truth tuple "
    "type types typecode ufunc undefined unexpected unhashable unhashed unpack unsupported use "
    "using value values variable via was were when where which while with within without wrong "
    "written x y yet zero s t match newaxis ellipsis valid square einstein subscripts many least "
    "concatenate remapped new axes list dict_keys dict_values method builtin_function_or_method "
    "add divide sqrt exp log dot maximum minimum sum mean max min abs where transpose "
    "NoneType None True False ndarray float64 float32 int64 int32 uint8 bool_ object_ "
    "UFuncTypeError rule same_kind safe unsafe equiv allowed powers "
    "__init__ __getitem__ __call__ self".split()
)
NUMBER = r"-?\d{1,4}"
SHAPE = rf"\((?:{NUMBER},? ?){{0,5}}\)"
NAME = r"(?P<name>[\w.<>]{1,80})"
NAMES = r"'\w{1,40}'(?:(?:, and|,| and) '\w{1,40}'){0,4}"
SENTENCES = tuple(
    re.compile(sentence)
    for sentence in (
        rf"index {NUMBER} is out of bounds for (?:axis {NUMBER} with )?size {NUMBER}",
        rf"axis {NUMBER} is out of bounds for array of dimension {NUMBER}",
        rf"too many indices for array: array is {NUMBER}-dimensional, but {NUMBER} were indexed",
        rf"shapes {SHAPE} and {SHAPE} not aligned: {NUMBER} \(dim {NUMBER}\) != "
        rf"{NUMBER} \(dim {NUMBER}\)",
        rf"matmul: Input operand {NUMBER} has a mismatch in its core dimension {NUMBER}, with "
        rf"gufunc signature [nkm?(),>-]{{1,40}} \(size {NUMBER} is different from {NUMBER}\)",
        rf"matmul: Input operand {NUMBER} does not have enough dimensions \(has {NUMBER}, gufunc "
        rf"core with signature [nkm?(),>-]{{1,40}} requires {NUMBER}\)",
        rf"(?:shape mismatch: (?:objects cannot|indexing arrays could not) be broadcast to"
        rf"gether with shapes|operands could not be broadcast together with shapes)"
        rf"(?: {SHAPE}){{2,3}} ?",
        rf"operands could not be broadcast together with remapped shapes \[original->remapped\]: "
        rf"(?:{SHAPE}(?:->\((?:(?:{NUMBER}|newaxis),? ?){{0,5}}\))? {{0,2}}){{1,3}}"
        rf"(?:and requested shape {SHAPE})?",
        rf"Last {NUMBER} dimensions of the array must be square",
        rf"einstein sum subscripts string contains too many subscripts for operand {NUMBER}",
        rf"shape mismatch: objects cannot be broadcast to a single shape\.  Mismatch is between "
        rf"arg {NUMBER} with shape {SHAPE} and arg {NUMBER} with shape {SHAPE}\.",
        rf"shape mismatch: value array of shape {SHAPE} could not be broadcast to indexing result "
        rf"of shape {SHAPE}",
        rf"non-broadcastable output operand with shape {SHAPE} doesn't match the broadcast shape "
        rf"{SHAPE}",
        rf"could not broadcast input array from shape {SHAPE} into shape {SHAPE}",
        rf"cannot reshape array of size \d{{1,8}} into shape {SHAPE}",
        rf"boolean index did not match indexed array along axis {NUMBER}; size of axis is {NUMBER} "
        rf"but size of corresponding boolean axis is {NUMBER}",
        rf"all the input array dimensions except for the concatenation axis must match exactly, "
        rf"but along dimension {NUMBER}, the array at index {NUMBER} has size {NUMBER} and the "
        rf"array at index {NUMBER} has size {NUMBER}",
        rf"all the input arrays must have same number of dimensions, but the array at index "
        rf"{NUMBER} has {NUMBER} dimension\(s\) and the array at index {NUMBER} has {NUMBER} "
        rf"dimension\(s\)",
        rf"setting an array element with a sequence\. The requested array has an inhomogeneous "
        rf"shape after {NUMBER} dimensions\. The detected shape was {SHAPE} \+ inhomogeneous "
        r"part\.",
        r"only (?:length-1|0-dimensional) arrays can be converted to Python scalars",
        rf"(?:not enough|too many) values to unpack \(expected {NUMBER}(?:, got {NUMBER})?\)",
        rf"{NAME}\(\) takes (?:{NUMBER}|from {NUMBER} to {NUMBER}) positional arguments? but "
        rf"{NUMBER} (?:was|were) given",
        rf"{NAME}\(\) missing {NUMBER} required (?:positional|keyword-only) arguments?: {NAMES}",
    )
)


class Own:
    """What a student's sources say themselves, and so may be quoted."""

    def __init__(self, origin: Origin) -> None:
        self.texts = origin.texts
        self.words = origin.words

    def says(self, words: str) -> bool:
        """Whether the sources hold this text in quotes."""
        return any(f"{q}{words}{q}" in text for text in self.texts for q in "\"'")


def harmless(words: str, own: Own) -> bool:
    """Whether the text of a student's exception can't carry a hidden number out."""
    if len(words) > MOST_CHARACTERS or not words.isascii():
        return False
    return own.says(words) or _ordinary(words, own) or _said_by_python(words, own)


def _ordinary(words: str, own: Own) -> bool:
    tokens = TOKEN.findall(words)
    special = [word for word in tokens if word.lower() not in ORDINARY and word not in ORDINARY]
    return len(special) <= MOST_OWN_WORDS and all(word in own.words for word in special)


def _said_by_python(words: str, own: Own) -> bool:
    found = next(filter(None, (sentence.fullmatch(words) for sentence in SENTENCES)), None)
    if found is None:
        return False
    names = re.findall(r"'(\w+)'", words) + WORD.findall(_function(found))
    return all(name in own.words or name in ORDINARY for name in names)


def _function(found: re.Match[str]) -> str:
    """The function that a sentence names, without the marks of an inner or nameless one."""
    name = found.groupdict().get("name") or ""
    return name.replace("<locals>", "").replace("<lambda>", "")
