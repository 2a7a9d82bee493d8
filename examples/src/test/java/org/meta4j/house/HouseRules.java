package org.meta4j.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.jspecify.annotations.NullMarked;

/** The rules of the house. */
final class HouseRules {
    /** Modules know each other in one direction. */
    static final ArchRule ONE_DIRECTION = classes()
            .should(dependOnlyOn(
                    "modules that theirs may know",
                    (from, to) -> Module.of(from)
                            .flatMap(user -> Module.of(to).map(user::mayKnow))
                            .orElse(true)));

    /** What is in a package {@code internal} is for its module alone. */
    static final ArchRule INTERNAL_STAYS_INSIDE = classes()
            .should(dependOnlyOn(
                    "public packages of other modules",
                    (from, to) -> !isInternal(to)
                            || Module.of(to).isEmpty()
                            || Module.of(from).equals(Module.of(to))));

    /** Each package says what it holds, and that nothing in it is null unless it says so. */
    static final ArchRule NULL_MARKED = classes().should(beInNullMarkedPackage());

    /** Only programs print and end the JVM, libraries do not. */
    static final ArchRule SILENT_LIBRARIES =
            silent(Module.ENGINE, Module.TASKS, Module.TABULAR, Module.LEARNERS, Module.ONNX);

    /** Randomness is an argument: nothing draws its seed by itself. */
    static final ArchRule SEEDED = noClasses()
            .should()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(StrictMath.class, "random")
            .orShould()
            .callConstructor(Random.class)
            .orShould()
            .callConstructor(SplittableRandom.class)
            .orShould()
            .callMethod(Collections.class, "shuffle", List.class)
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.concurrent\\.ThreadLocalRandom|java\\.security\\.SecureRandom")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID");

    /** No generator is made where the clock is read: its seed would be the time. */
    static final ArchRule NOT_SEEDED_BY_CLOCK = classes().should(notMakeGeneratorsBesideTheClock());

    private static final Set<String> CLOCK = Set.of("currentTimeMillis", "nanoTime");

    private HouseRules() {}

    static List<ArchRule> all() {
        return List.of(
                ONE_DIRECTION, INTERNAL_STAYS_INSIDE, NULL_MARKED, SILENT_LIBRARIES, SEEDED, NOT_SEEDED_BY_CLOCK);
    }

    /** The classes of these modules neither print nor end the JVM. */
    static ArchRule silent(Module... modules) {
        return noClasses()
                .that(belongTo(modules))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "it prints a stack trace", call -> call.getName().equals("printStackTrace")))
                .orShould()
                .callMethod(System.class, "exit", int.class);
    }

    private static boolean isInternal(JavaClass type) {
        return (type.getPackageName() + ".").contains(".internal.");
    }

    private static DescribedPredicate<JavaClass> belongTo(Module... modules) {
        Set<Module> wanted = Set.of(modules);
        return DescribedPredicate.describe(
                "belong to " + wanted,
                type -> Module.of(type).filter(wanted::contains).isPresent());
    }

    private static ArchCondition<JavaClass> dependOnlyOn(String what, BiPredicate<JavaClass, JavaClass> allowed) {
        return condition("depend only on " + what, (type, events) -> {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (!allowed.test(type, target)) {
                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                }
            }
        });
    }

    private static ArchCondition<JavaClass> beInNullMarkedPackage() {
        return condition("be in a package whose package-info says @NullMarked", (type, events) -> {
            if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                events.add(SimpleConditionEvent.violated(
                        type, "package " + type.getPackageName() + " has no package-info.java with @NullMarked"));
            }
        });
    }

    private static ArchCondition<JavaClass> notMakeGeneratorsBesideTheClock() {
        return condition("not make random generators beside the clock", (type, events) -> {
            for (JavaCodeUnit unit : type.getCodeUnits()) {
                boolean readsClock = unit.getMethodCallsFromSelf().stream()
                        .anyMatch(call ->
                                call.getTargetOwner().isEquivalentTo(System.class) && CLOCK.contains(call.getName()));
                boolean makesGenerator = unit.getConstructorCallsFromSelf().stream()
                        .map(JavaAccess::getTargetOwner)
                        .anyMatch(owner ->
                                owner.isAssignableTo(Random.class) || owner.isEquivalentTo(SplittableRandom.class));
                if (readsClock && makesGenerator) {
                    events.add(SimpleConditionEvent.violated(
                            type, unit.getDescription() + " reads the clock and makes a random generator"));
                }
            }
        });
    }

    private static ArchCondition<JavaClass> condition(String name, BiConsumer<JavaClass, ConditionEvents> check) {
        return new ArchCondition<>(name) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                check.accept(type, events);
            }
        };
    }
}
