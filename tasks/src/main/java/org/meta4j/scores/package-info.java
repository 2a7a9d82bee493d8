/**
 * Scores of solved tasks: accuracy and macro-F1 of each, their mean over many with a 95 % interval; scores of pairs told
 * apart.
 */
@NullMarked
package org.meta4j.scores;

import org.jspecify.annotations.NullMarked;
