/**
 * Numbers: symbolic values with static shapes, gradients of any order, compilation to a program and
 * its execution on all cores. Knows nothing of tasks.
 */
@NullMarked
package org.meta4j.engine;

import org.jspecify.annotations.NullMarked;
