/** Pictures of episodes as PNG files, without the JDK's desktop classes and without installed fonts. */
@NullMarked
package org.meta4j.app.pictures;

import org.jspecify.annotations.NullMarked;
