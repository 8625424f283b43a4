namespace FluenceVm.Build;

/// <summary>A task can't go on; the message is all that the person at the prompt needs.</summary>
internal sealed class TaskFailedException(string message) : Exception(message);
