# Tasks.

task-manual = Task
task-no_contact_point = Find an address to remind this customer

refusal-task_title = The title is missing, longer than 200 characters, or not one line.
refusal-task_details = The details are longer than 4,000 characters or hold a control character.
refusal-task_done = This task was done already.
refusal-task_open = This task is open.
refusal-assignee_disabled = This user is disabled.

task-completed = Done: { $title }

refusal-task_unknown = There is no task of this id.
refusal-user_unknown = There is no user of this e-mail address.
refusal-customer_unknown = There is no customer of this reference.
