/** Compression of what was learned: M_compressed = f(M_base, α), where the recipe α is a value. */
@NullMarked
package org.meta4j.compress;

import org.jspecify.annotations.NullMarked;
