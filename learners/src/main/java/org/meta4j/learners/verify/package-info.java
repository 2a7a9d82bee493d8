/** Checks that a learner is what it says it is: its gradients, its independence of neighbours, its data, its bits. */
@NullMarked
package org.meta4j.learners.verify;

import org.jspecify.annotations.NullMarked;
