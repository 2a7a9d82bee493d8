/** How weights are cut, given levels and packed. Not for use from outside. */
@NullMarked
package org.meta4j.compress.internal;

import org.jspecify.annotations.NullMarked;
