package org.meta4j.app.example;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.meta4j.learners.files.Json;
import org.meta4j.naming.Suggestions;

/** The programs. */
enum ExampleProgram {
    MNIST_CNN(true, DigitNetwork::convolutional),
    MNIST_MLP(true, DigitNetwork::perceptron),
    MNIST_4BIT(true, FourBitPerceptron::run),
    SIAMESE_DIGITS(true, SiameseDigits::run),
    MAML_REGRESSION(false, MamlRegression::run);

    private final boolean needsData;
    private final Function<ExampleRun, ExampleResult> program;

    ExampleProgram(boolean needsData, Function<ExampleRun, ExampleResult> program) {
        this.needsData = needsData;
        this.program = program;
    }

    /** Name on the command line. */
    String label() {
        return Json.name(this);
    }

    boolean needsData() {
        return needsData;
    }

    ExampleResult run(ExampleRun run) {
        return program.apply(run);
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
