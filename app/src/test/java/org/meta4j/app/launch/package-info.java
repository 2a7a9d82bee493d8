@NullMarked
package org.meta4j.app.launch;

import org.jspecify.annotations.NullMarked;
