/** Files and folders of a lake, wherever lakes lie: a local disk, and later other storage. */
package dev.tokenlake.jobs.place;
