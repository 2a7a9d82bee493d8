/** How far an answer can be trusted: probabilities that mean what they say, "none of these", and why. */
@NullMarked
package org.meta4j.learners.trust;

import org.jspecify.annotations.NullMarked;
