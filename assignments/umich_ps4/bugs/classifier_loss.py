"""Known bugs of 4.2b: the classifier's loss."""

from grader.model import KnownBug

from ._lines import E_MINUS, LOSS, LOSS_IS


def own(axis: str) -> str:
    """Loss and gradient by a softmax over some axis, for that of softmax_loss."""
    return (
        f"e = np.exp(scores - scores.max())\n        q = e / e.sum({axis})\n"
        "        loss = -np.log(q[np.arange(len(y)), y]).mean()\n"
        "        dscores = (q - np.eye(scores.shape[1])[y]) / len(y)\n"
    )


# fmt: off
BUGS = tuple(
    KnownBug(
        id=f"net_{id}", problem="4.2b", check=f"test_classifier_{check}", file="backprop.py",
        old=old, new=new, sentence=sentence, hint=hint, also=also,
    )
    for id, check, old, new, sentence, hint, also in (
        ("loss_summed", "loss", LOSS, LOSS + "        loss = loss * len(y)\n",
         "The loss is the sum over the batch instead of the mean.", LOSS_IS, ()),
        ("loss_divided_twice", "loss", LOSS, LOSS + "        loss = loss / len(y)\n",
         "The loss is divided by the number of rows once more: it is a mean already.",
         "what softmax_loss gives", ()),
        ("loss_by_classes", "loss", LOSS, LOSS + "        loss = loss / scores.shape[1]\n",
         "The loss is divided by the number of classes.", LOSS_IS, ()),
        ("softmax_over_rows", "loss", LOSS, own("axis=0, keepdims=True"),
         "The softmax is taken over the rows of the batch instead of over the classes.", LOSS_IS,
         ()),
        ("softmax_over_all", "loss", LOSS, own(""),
         "The softmax is taken over the whole batch at once instead of over the classes of a row.",
         LOSS_IS, ()),
        ("loss_negative", "loss", LOSS, LOSS + "        loss = -loss\n",
         "The loss has the wrong sign.", LOSS_IS, ()),
        ("loss_doubled", "loss", LOSS, LOSS + "        loss = 2 * loss\n",
         "The loss is counted twice.", LOSS_IS, ()),
        ("labels_from_one", "loss", LOSS, LOSS.replace(", y)", ", y - 1)"),
         "1 is taken off the labels: they begin at 0 already.", "what y holds", ()),
        ("labels_plus_one", "loss", LOSS, LOSS.replace(", y)", ", (y + 1) % scores.shape[1])"),
         "1 is added to the labels: they begin at 0.", "what y holds", ()),
        ("labels_turned", "loss", LOSS, LOSS.replace(", y)", ", y[::-1])"),
         "The labels are taken in the opposite order of the rows.", "which label a row has", ()),
        ("labels_sorted", "loss", LOSS, LOSS.replace(", y)", ", np.sort(y))"),
         "The labels are sorted: each belongs to its row.", "which label a row has", ()),
        ("loss_of_relu", "loss", LOSS, LOSS.replace("(scores", "(np.maximum(scores, 0)"),
         "A ReLU is put on the scores before the loss.", "what softmax_loss is given", ()),
        ("loss_of_exponentials", "loss", LOSS, LOSS.replace("(scores", "(np.exp(scores)"),
         "softmax_loss gets exponentials of the scores: it takes the scores themselves.",
         "what softmax_loss is given", ()),
        ("loss_of_log_probabilities_mean", "loss", LOSS, LOSS + f"        e = {E_MINUS}\n"
         "        loss = -np.mean(np.log(e / e.sum(axis=1, keepdims=True)))\n",
         "The loss averages over all classes instead of taking that of the label.", LOSS_IS, ()),
        ("loss_of_log_probabilities_sum", "loss", LOSS, LOSS + f"        e = {E_MINUS}\n"
         "        loss = -np.sum(np.log(e / e.sum(axis=1, keepdims=True))) / len(y)\n",
         "The loss sums over all classes instead of taking that of the label.", LOSS_IS, ()),
        ("loss_hinge", "loss", LOSS, LOSS
         + "        right = scores[np.arange(len(y)), y][:, None]\n"
         "        loss = (np.maximum(0, scores - right + 1).sum() - len(y)) / len(y)\n",
         "The loss is the hinge loss of support vector machines: the cross-entropy is asked for.",
         LOSS_IS, ()),
        ("loss_squares_of_probabilities", "loss", LOSS, LOSS + f"        e = {E_MINUS}\n"
         "        loss = np.sum((e / e.sum(axis=1, keepdims=True) - "
         "np.eye(scores.shape[1])[y]) ** 2) / len(y)\n",
         "The loss sums squares of probabilities: the cross-entropy is asked for.", LOSS_IS, ()),
        ("loss_error_rate", "loss", LOSS, LOSS
         + "        loss = np.mean(np.argmax(scores, axis=1) != y)\n",
         "The loss is the fraction of wrong predictions: the cross-entropy is asked for.", LOSS_IS,
         ()),
        ("loss_accuracy", "loss", LOSS, LOSS
         + "        loss = np.mean(np.argmax(scores, axis=1) == y)\n",
         "An accuracy comes back instead of the loss.", LOSS_IS, ()),
        ("loss_of_scores", "loss", LOSS, LOSS
         + "        loss = -np.mean(scores[np.arange(len(y)), y])\n",
         "The loss is the mean score of the right class: the softmax is missing.", LOSS_IS, ()),
        ("loss_half", "loss", LOSS, LOSS + "        loss = 0.5 * loss\n",
         "The loss has a factor 1/2.", LOSS_IS, ()),
        ("loss_base_two", "loss", LOSS, LOSS + "        loss = loss / np.log(2.0)\n",
         "The loss takes the logarithm to base 2 instead of the natural one.", LOSS_IS, ()),
        ("loss_base_ten", "loss", LOSS, LOSS + "        loss = loss / np.log(10.0)\n",
         "The loss takes the logarithm to base 10 instead of the natural one.", LOSS_IS, ()),
        ("loss_perplexity", "loss", LOSS, LOSS + "        loss = np.exp(loss)\n",
         "The exponential of the loss comes back.", LOSS_IS, ()),
        ("loss_of_class_zero", "loss", LOSS,
         LOSS + "        loss, _ = softmax_loss(scores, 0 * y)\n",
         "The loss is that of class 0 in every row: the labels aren't used.", LOSS_IS, ()),
        ("labels_ignored", "loss", LOSS, LOSS.replace(", y)", ", 0 * y)"),
         "The loss is that of class 0 in every row: the labels aren't used.", LOSS_IS, ()),
        ("labels_predicted", "loss", LOSS, LOSS.replace(", y)", ", np.argmax(scores, axis=1))"),
         "The predicted classes are taken for the labels.", LOSS_IS, ()),
        ("loss_of_probabilities", "loss", LOSS, f"e = {E_MINUS}\n"
         "        probs = e / e.sum(axis=1, keepdims=True)\n"
         "        loss, dscores = softmax_loss(probs, y)\n",
         "The softmax is applied twice: softmax_loss gets probabilities instead of the scores.",
         "what softmax_loss is given", ()),
        ("loss_probability", "loss", LOSS, LOSS + f"        e = {E_MINUS}\n"
         "        loss = -np.mean((e / e.sum(axis=1, keepdims=True))[np.arange(len(y)), y])\n",
         "The loss averages probabilities without taking their logarithm.", LOSS_IS, ()),
        ("loss_squares", "loss", LOSS, LOSS + "        loss = np.mean((scores - "
         "np.eye(scores.shape[1])[y]) ** 2)\n",
         "The loss is the mean square: the cross-entropy is asked for.", LOSS_IS, ()),
        ("loss_first_row", "loss", LOSS,
         LOSS + "        loss, _ = softmax_loss(scores[:1], y[:1])\n",
         "The loss is that of the first row alone.", LOSS_IS, ()),
        ("loss_last_row", "loss", LOSS, LOSS + "        loss, _ = softmax_loss(scores[-1:], "
         "y[-1:])\n", "The loss is that of the last row alone.", LOSS_IS, ()),
    )
)
