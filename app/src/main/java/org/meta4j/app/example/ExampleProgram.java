package org.meta4j.app.example;

import java.util.Arrays;
import java.util.List;
import org.meta4j.learners.files.Json;
import org.meta4j.naming.Suggestions;

/** The programs. */
enum ExampleProgram {
    MNIST_CNN,
    MNIST_MLP,
    MNIST_4BIT,
    SIAMESE_DIGITS,
    MAML_REGRESSION;

    /** Name on the command line. */
    String label() {
        return Json.name(this);
    }

    boolean needsData() {
        return this != MAML_REGRESSION;
    }

    ExampleResult run(ExampleRun run) {
        return switch (this) {
            case MNIST_CNN -> DigitNetwork.convolutional(run);
            case MNIST_MLP -> DigitNetwork.perceptron(run);
            case MNIST_4BIT -> FourBitPerceptron.run(run);
            case SIAMESE_DIGITS -> SiameseDigits.run(run);
            case MAML_REGRESSION -> MamlRegression.run(run);
        };
    }

    /** @throws IllegalArgumentException with the nearest name if there is none */
    static ExampleProgram named(String label) {
        List<String> labels = Arrays.stream(values()).map(ExampleProgram::label).toList();
        int found = labels.indexOf(label);
        if (found < 0) {
            throw new IllegalArgumentException(Suggestions.unknown("example", label, labels));
        }
        return values()[found];
    }
}
