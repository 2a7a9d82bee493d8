/**
 * Learning other models' knowledge: a student is trained to answer as teachers do, or learns to learn from teachers that it
 * has never met. Start with {@link org.meta4j.distill.Distiller}.
 */
@NullMarked
package org.meta4j.distill;

import org.jspecify.annotations.NullMarked;
