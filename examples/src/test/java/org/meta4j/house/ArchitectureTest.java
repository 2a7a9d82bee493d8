package org.meta4j.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meta4j.house.Module.APP;
import static org.meta4j.house.Module.COMPRESS;
import static org.meta4j.house.Module.DISTILL;
import static org.meta4j.house.Module.ENGINE;
import static org.meta4j.house.Module.LEARNERS;
import static org.meta4j.house.Module.ONNX;
import static org.meta4j.house.Module.TABULAR;
import static org.meta4j.house.Module.TASKS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meta4j.house.careless.Careless;

class ArchitectureTest {
    private static final JavaClasses ALL = new ClassFileImporter().importPackages("org.meta4j");

    private static final JavaClasses HOUSE = ALL.that(DescribedPredicate.describe(
            "are no tests",
            type -> type.getSource().stream()
                    .noneMatch(source -> source.getUri().toString().contains("/test-classes/"))));

    private static final JavaClasses CARELESS =
            ALL.that(DescribedPredicate.describe("are careless", type -> type.isAssignableTo(Careless.class)));

    static List<ArchRule> rules() {
        return HouseRules.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    @DisplayName("the house keeps the rule")
    void houseKeepsRule(ArchRule rule) {
        assertThat(rule.evaluate(HOUSE).getFailureReport().getDetails())
                .as(rule.getDescription())
                .isEmpty();
    }

    @Test
    @DisplayName("the rules are asked of classes of every module")
    void everyModuleIsSeen() {
        Set<Module> seen =
                HOUSE.stream().map(Module::of).flatMap(Optional::stream).collect(Collectors.toCollection(TreeSet::new));
        assertThat(seen).contains(ENGINE, TASKS, TABULAR, LEARNERS, COMPRESS, ONNX, DISTILL, APP);
        assertThat(HOUSE).allSatisfy(type -> assertThat(Module.of(type)).isPresent());
    }

    @Test
    @DisplayName("no package is spread over two modules")
    void packagesAreWhole() {
        assertThat(HOUSE.stream()
                        .collect(Collectors.groupingBy(
                                type -> type.getPackageName(), Collectors.mapping(Module::of, Collectors.toSet()))))
                .allSatisfy((name, modules) -> assertThat(modules).as(name).hasSize(1));
    }

    @Test
    @DisplayName("a careless class is found out by each rule that it breaks")
    void carelessClassIsFound() {
        assertThat(faults(HouseRules.SEEDED)).hasSize(4);
        assertThat(faults(HouseRules.NOT_SEEDED_BY_CLOCK))
                .singleElement()
                .asString()
                .contains("seededByClock");
        assertThat(faults(HouseRules.NULL_MARKED)).hasSize(1);
        assertThat(faults(HouseRules.silent(Module.EXAMPLES)))
                .singleElement()
                .asString()
                .contains("talks");
        assertThat(faults(HouseRules.ONE_DIRECTION)).singleElement().asString().contains("knowsTheApp");
        assertThat(faults(HouseRules.INTERNAL_STAYS_INSIDE))
                .isNotEmpty()
                .allMatch(fault -> fault.contains("reachesIntoTheEngine"));
    }

    private static List<String> faults(ArchRule rule) {
        return rule.evaluate(CARELESS).getFailureReport().getDetails();
    }

    @Test
    @DisplayName(
            "the engine and the tasks know nobody, trees need no engine, the learners know both, nobody knows the app")
    void directions() {
        assertThat(ENGINE.mayKnow(TASKS)).isFalse();
        assertThat(TASKS.mayKnow(ENGINE)).isFalse();
        assertThat(TABULAR.mayKnow(ENGINE)).isFalse();
        assertThat(LEARNERS.mayKnow(ENGINE)).isTrue();
        assertThat(LEARNERS.mayKnow(TASKS)).isTrue();
        assertThat(Module.values()).filteredOn(module -> module.mayKnow(APP)).containsExactly(APP);
    }

    @Test
    @DisplayName("a class's module is told from its folder and from its jar")
    void modulesByPlace() {
        assertThat(Module.of(URI.create("file:/a/engine/target/classes/org/meta4j/X.class")))
                .contains(ENGINE);
        assertThat(Module.of(URI.create("jar:file:/a/meta4j-tasks-0.1.0-SNAPSHOT.jar!/org/meta4j/X.class")))
                .contains(TASKS);
        assertThat(Module.of(URI.create("jar:file:/a/jackson-core-3.2.4.jar!/tools/X.class")))
                .isEmpty();
    }
}
