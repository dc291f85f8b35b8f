/** Which project a session belongs to, told from the working directories in the logs. */
package dev.tokenlake.parsing.project;
