-- Asked for each photo of a report that was not sent, and when a photo is shown or hidden.
CREATE INDEX case_files_by_file ON case_files (file_id);
