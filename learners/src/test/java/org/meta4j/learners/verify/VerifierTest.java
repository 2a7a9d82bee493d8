package org.meta4j.learners.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;

class VerifierTest {
    static List<Method> methods() {
        return Methods.all();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyMethodPassesEveryCheck(Method method, @TempDir Path folder) {
        List<Finding> findings = new Verifier(1, folder).method(method);

        assertThat(findings).allMatch(Finding::passed);
        assertThat(findings.stream().map(finding -> finding.check().replaceAll(":.*", "")))
                .contains(
                        "gradient",
                        "batch-norm leak",
                        "seed",
                        "reload of a model",
                        "reload of a model's answers",
                        "reload of a task");
        assertThat(findings.stream().anyMatch(finding -> finding.check().startsWith("gradient order")))
                .isEqualTo(method.adapts() && !Set.of("multi-task", "transfer").contains(method.name()));
    }
}
