/** Parts of this module alone. */
@NullMarked
package org.meta4j.tabular.internal;

import org.jspecify.annotations.NullMarked;
