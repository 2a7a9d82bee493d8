/** Shallow base-learners: yardsticks of what a meta-learner has to beat, and members of sets of models. */
@NullMarked
package org.meta4j.tabular.base;

import org.jspecify.annotations.NullMarked;
