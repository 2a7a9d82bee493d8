/** {@code meta4j bench reproduce}: published results measured again, one after another. */
@NullMarked
package org.meta4j.app.reproduce;

import org.jspecify.annotations.NullMarked;
