/** {@code meta4j compress}: a smaller model, what that cost, and what it still learns. */
@NullMarked
package org.meta4j.app.compress;

import org.jspecify.annotations.NullMarked;
