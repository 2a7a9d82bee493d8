/** Tables of numbers and categories, read from CSV and TSV, and the domains of tasks that they are. */
@NullMarked
package org.meta4j.tabular;

import org.jspecify.annotations.NullMarked;
