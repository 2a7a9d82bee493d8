/** Learners that come with the library. */
@NullMarked
package org.meta4j.learners.shipped;

import org.jspecify.annotations.NullMarked;
