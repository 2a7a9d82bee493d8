package org.meta4j.learners.objectives;

/**
 * Which of the values carried through a loop are kept for the way back: all of them up to {@value #ALL} steps, otherwise
 * those before every √k-th step, and those between two such while these steps are gone back through (Griewank and
 * Walther, Evaluating Derivatives, 2nd edition, 2008, chapter 12, with one level).
 *
 * @param steps k, at least 0
 * @param every distance of steps whose values are kept throughout, at least 1
 */
record KeptSteps(int steps, int every) {
    /** Up to so many steps nothing is stepped through more than twice. */
    static final int ALL = 8;

    static KeptSteps of(int steps) {
        return new KeptSteps(steps, steps <= ALL ? 1 : (int) Math.ceil(Math.sqrt(steps)));
    }

    private int throughout() {
        return steps / every + 1;
    }

    /** Copies of what is carried that there is room for. */
    int rooms() {
        return throughout() + every - 1;
    }

    /** Room of what is carried before step {@code number}; the last one's successor counts as a step. */
    int room(int number) {
        return number % every == 0 ? number / every : throughout() + number % every - 1;
    }

    /**
     * First step to be stepped through again before going back through step {@code number}, up to that one;
     * {@code number} itself if what it needs is there.
     */
    int againFrom(int number) {
        int first = number - number % every;
        boolean last = first + every >= steps;
        return last || number != first + every - 1 ? number : first;
    }
}
