/** Files and folders of a lake, wherever it lies: on this machine, on HDFS or on S3. */
package dev.tokenlake.jobs.place;
