/** {@code meta4j example}: the programs that tutorials of the field begin with, on real data. */
@NullMarked
package org.meta4j.app.example;

import org.jspecify.annotations.NullMarked;
