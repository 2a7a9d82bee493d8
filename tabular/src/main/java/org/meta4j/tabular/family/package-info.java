/** Tasks drawn from tables, and their scores. */
@NullMarked
package org.meta4j.tabular.family;

import org.jspecify.annotations.NullMarked;
