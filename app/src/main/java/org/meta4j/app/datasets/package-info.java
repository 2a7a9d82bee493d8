/** The command {@code data}: fetch data sets, look into data, divide them. */
@NullMarked
package org.meta4j.app.datasets;

import org.jspecify.annotations.NullMarked;
