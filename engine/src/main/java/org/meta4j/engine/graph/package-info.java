/** What values are made of: the primitive operations, their shapes, their simplification and their gradients. */
@NullMarked
package org.meta4j.engine.graph;

import org.jspecify.annotations.NullMarked;
