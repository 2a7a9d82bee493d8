package org.meta4j.learners.objectives;

/** What a meta-gradient is said to be. */
public enum Claim {
    /** The gradient of the loss after adaptation, through the inner steps. */
    SECOND_ORDER,
    /** The same with the inner gradients held constant. */
    FIRST_ORDER,
    /** The gradient of the loss as it is: there are no inner steps. */
    PLAIN,
    /** The way back from the adapted to the initial parameters, as in Reptile: no gradient of a loss. */
    DIFFERENCE,
    /** The gradient of the loss at a minimum of the inner loss, whatever the way there: see {@link ImplicitObjective}. */
    IMPLICIT
}
