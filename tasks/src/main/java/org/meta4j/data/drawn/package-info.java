/**
 * Procedurally drawn alphabets: the data set that is always there. Made-up characters from random pen strokes, each
 * drawing by another hand, from a seed alone.
 */
@NullMarked
package org.meta4j.data.drawn;

import org.jspecify.annotations.NullMarked;
