package org.meta4j.learners.heads;

import java.util.Arrays;

/** What a head says that is made for tasks of one size. */
final class HeadSizes {
    private HeadSizes() {}

    /** Of a support set whose classes are too many or too few. */
    static String ways(int found, int wanted) {
        return "the task has " + found + " classes, but this learner was meta-trained for " + wanted
                + "-way tasks: give " + wanted + " classes, train with ways " + found
                + ", or use protonet, which takes any number";
    }

    /** Of a support set whose classes, or the supports of one of them, are too many or too few. */
    static String misfit(int[] classSizes, int ways, int shots) {
        if (classSizes.length != ways) {
            return ways(classSizes.length, ways);
        }
        int other = Arrays.stream(classSizes)
                .filter(size -> size != shots)
                .findFirst()
                .orElseThrow();
        return "a class of the task has " + other + (other == 1 ? " support" : " supports")
                + ", but this learner was meta-trained for " + shots + "-shot tasks: give " + shots
                + " of each class, train with shots " + other + ", or use protonet, which takes any number";
    }
}
