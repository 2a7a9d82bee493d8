package org.meta4j.learners;

import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything that makes two learners of equal parameters answer alike.
 *
 * @param method name of the meta-learning method, as {@link Methods} knows it
 * @param network the network
 * @param inner how it adapts; null for methods that do not
 * @param siamese how it compares; null for methods that do not
 * @param targetWidth numbers in a target of a regression, at least 1; null for classes
 * @param head what solves tasks by features in place of the method's own way, and what pre-training classifies; null for
 *     neither
 */
public record LearnerSettings(
        String method,
        NetworkSettings network,
        @Nullable InnerSettings inner,
        @Nullable SiameseSettings siamese,
        @Nullable Integer targetWidth,
        @Nullable HeadSettings head) {
    public LearnerSettings {
        Method known = Methods.named(method);
        if (known.adapts() != (inner != null)) {
            throw new IllegalArgumentException("method '" + method + "' "
                    + (inner == null ? "needs inner-loop settings" : "has no inner loop to set"));
        }
        if (known.comparesPairs() != (siamese != null)) {
            throw new IllegalArgumentException("method '" + method + "' "
                    + (siamese == null
                            ? "needs siamese settings"
                            : "compares no pairs, so it has no siamese settings"));
        }
        if (targetWidth != null && targetWidth < 1) {
            throw new IllegalArgumentException("target width must be at least 1, but was " + targetWidth);
        }
        if (inner != null && targetWidth == null && inner.ways() < 2) {
            throw new IllegalArgumentException("ways must be at least 2, but was " + inner.ways());
        }
        if (inner != null && targetWidth != null && inner.ways() != targetWidth) {
            throw new IllegalArgumentException(
                    "outputs must be as many as a target has numbers, " + targetWidth + ", but were " + inner.ways());
        }
        boolean classifies = head != null && head.classes() != null;
        if (known.pretrains() != classifies) {
            throw new IllegalArgumentException("method '" + method + "' "
                    + (classifies
                            ? "is trained in episodes, so it has no classes of its own"
                            : "needs to know how many classes it is pre-trained on"));
        }
        requireSize(method, "ways", known.hasFixedWays(), head == null ? null : head.ways());
        requireSize(method, "shots", known.hasFixedShots(), head == null ? null : head.shots());
        if (head != null && head.solver() != null && !known.takesHeads()) {
            throw new IllegalArgumentException("head '" + head.solver() + "' cannot solve the tasks of method '"
                    + method + "': use a learner of " + Methods.namesWhere(Method::takesHeads));
        }
        Methods.requireTasks(known, targetWidth == null ? TaskType.CLASSIFICATION : TaskType.REGRESSION);
        known.check(network, inner);
    }

    private static void requireSize(String method, String name, boolean fixed, @Nullable Integer size) {
        if (fixed != (size != null)) {
            throw new IllegalArgumentException("method '" + method + "' "
                    + (fixed
                            ? "needs to know the " + name + " of its tasks"
                            : "takes tasks of any number of " + name + ", so it has none to set"));
        }
    }

    /** Settings of a method that does not compare pairs. */
    public LearnerSettings(String method, NetworkSettings network, @Nullable InnerSettings inner) {
        this(method, network, inner, null, null, null);
    }

    /** Settings of a method that solves tasks in its own way. */
    public LearnerSettings(
            String method,
            NetworkSettings network,
            @Nullable InnerSettings inner,
            @Nullable SiameseSettings siamese,
            @Nullable Integer targetWidth) {
        this(method, network, inner, siamese, targetWidth, null);
    }

    /** Settings for tasks of classes. */
    public LearnerSettings(
            String method, NetworkSettings network, @Nullable InnerSettings inner, @Nullable SiameseSettings siamese) {
        this(method, network, inner, siamese, null, null);
    }

    /** What its tasks' targets are. */
    public TaskType tasks() {
        return targetWidth == null ? TaskType.CLASSIFICATION : TaskType.REGRESSION;
    }

    /** Columns of the targets that it is trained on, in episodes of so many ways. */
    public int width(int ways) {
        if (targetWidth != null) {
            return targetWidth;
        }
        return head != null && head.classes() != null ? head.classes() : ways;
    }

    /** Classes that a task must have; empty for any number. For tasks of classes alone. */
    public OptionalInt requiredWays() {
        return inner != null ? OptionalInt.of(inner.ways()) : required(HeadSettings::ways);
    }

    /** Supports that each class of a task must have; empty for any number. */
    public OptionalInt requiredShots() {
        return required(HeadSettings::shots);
    }

    /** Of the method's own head; another one takes tasks of any size. */
    private OptionalInt required(Function<HeadSettings, @Nullable Integer> size) {
        Integer required = head == null || head.solver() != null ? null : size.apply(head);
        return required == null ? OptionalInt.empty() : OptionalInt.of(required);
    }

    /** The inner-loop settings of a method that adapts. */
    public InnerSettings requireInner() {
        if (inner == null) {
            throw new IllegalStateException("method '" + method + "' has no inner loop");
        }
        return inner;
    }

    /** The settings of a method that compares pairs. */
    public SiameseSettings requireSiamese() {
        if (siamese == null) {
            throw new IllegalStateException("method '" + method + "' compares no pairs");
        }
        return siamese;
    }

    public LearnerSettings withNetwork(NetworkSettings newNetwork) {
        return new LearnerSettings(method, newNetwork, inner, siamese, targetWidth, head);
    }

    public LearnerSettings withInner(InnerSettings newInner) {
        return new LearnerSettings(method, network, newInner, siamese, targetWidth, head);
    }

    public LearnerSettings withSiamese(SiameseSettings newSiamese) {
        return new LearnerSettings(method, network, inner, newSiamese, targetWidth, head);
    }

    public LearnerSettings withHead(@Nullable HeadSettings newHead) {
        return new LearnerSettings(method, network, inner, siamese, targetWidth, newHead);
    }
}
