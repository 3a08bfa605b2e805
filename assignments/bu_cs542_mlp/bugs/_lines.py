"""What the files beside this one share: lines of the reference, and words."""

# fmt: off
TRAIN = "train_acc_history.append(np.mean(self.predict(X_batch) == y_batch))"
NAMES = "for name in self.params:  # theta"
TABLE = "the table of histories in 2.3: what the accuracies are"
VAL = "val_acc_history.append(np.mean(self.predict(X_val) == y_val))"
FORM = "In which value is the short form of the sigmoid's derivative written"
CHAIN = "The chain rule multiplies"
KINDS = "What does `activation` say"
NETWORK = "the formulas for inputs, hidden and scores at the start of question 2"
KIND = 'if self.activation == "relu":\n            hidden'
WRONG_KIND = "Sigmoid and ReLU are chosen wrongly: a network has the units of the other one."
SCORES = "scores = hidden @ W2 + b2"
SEED = "        np.random.seed(1)\n        for epoch in range(num_epochs):\n"
DRAW = "point 1 of 2.3: what is drawn, and when"
CALL = "loss, grads = self.loss(X_batch, y_batch, reg)"
UPDATES = "updates = max(len(X) // batch_size, 1)"
BATCH = "point 2 of 2.3: which rows belong to update i"
COUNT = "point 2 of 2.3: how many updates an epoch has"
DH = "dhidden = dscores @ W2.T"
W1 = 'grads["W1"] = X.T @ dinputs + reg * W1'
MEAN = "The loss is a mean over the batch, so is its gradient"
INDICES = "Write the layer with indices and differentiate by one entry"
B1 = 'grads["b1"] = dinputs.sum(axis=0)'
BIAS = "A bias acts on every row of the batch in the same way"
STEP = "self.params[name] = self.params[name] - learning_rate * grads[name]"
LABEL = "dscores[rows, y] -= 1.0"
TOGETHER = "Differentiate the softmax and the cross-entropy together: what is left for each class"
COLUMNS = (
    "More is changed than one entry a row: the labels pick whole columns, or "
    "rows, of the probabilities."
)
LOSS = "the formula of the loss in 2.1"
N = "dscores /= len(X)"
MAGNITUDES = "the table of histories in 2.3: whose norm grad_magnitude_history holds"
W2 = 'grads["W2"] = hidden.T @ dscores + reg * W2'
B2 = 'grads["b2"] = dscores.sum(axis=0)'
INPUTS = "inputs = X @ W1 + b1"
RULE = "point 3 of 2.3: the update rule"
