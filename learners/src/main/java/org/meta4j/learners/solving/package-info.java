/**
 * How a new task is solved with what was learned: supports are embedded, compared or stepped on, queries answered, solutions kept
 * and read again; and the same written down for other programs.
 */
@NullMarked
package org.meta4j.learners.solving;

import org.jspecify.annotations.NullMarked;
