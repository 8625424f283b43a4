using System.Globalization;
using System.Management.Automation;
using FluenceVm.Model;

namespace FluenceVm.Errors;

/// <summary>The one place that turns an exception into what PowerShell shows: a stable id, a category, a target.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord From(Exception exception, object? target)
    {
        if (exception is IContainsErrorRecord { ErrorRecord: { } existing } and RuntimeException)
        {
            return existing;
        }
        var (id, category) = Classify(exception);
        return new ErrorRecord(exception, id, category, target ?? (exception as CmdletException)?.Target);
    }

    private static (string Id, ErrorCategory Category) Classify(Exception exception) => exception switch
    {
        CmdletException known => (known.Id, known.Category),
        FluenceApiException answer => Classify(answer),
        LeftBehindException => ("LeftBehind", ErrorCategory.InvalidResult),
        InvalidAnswerException => ("InvalidAnswer", ErrorCategory.InvalidResult),
        CloudConnectionException => ("ConnectionFailed", ErrorCategory.ConnectionError),
        OrderUnknownException => ("OrderUnknown", ErrorCategory.OperationTimeout),
        PartialOrderException => ("OrderPartial", ErrorCategory.InvalidResult),
        OrderConflictException => ("OrderConflict", ErrorCategory.ResourceExists),
        InvalidDataException => ("InvalidData", ErrorCategory.InvalidData),
        WaitFailedException => ("WaitFailed", ErrorCategory.InvalidResult),
        WaitTimeoutException => ("WaitTimedOut", ErrorCategory.OperationTimeout),
        TimeoutException => ("RequestTimedOut", ErrorCategory.OperationTimeout),
        OperationCanceledException => ("Stopped", ErrorCategory.OperationStopped),
        NotSupportedException => ("NotSupported", ErrorCategory.NotImplemented),
        InvalidOperationException => ("NotNow", ErrorCategory.InvalidOperation),
        ArgumentException or FormatException => ("InvalidArgument", ErrorCategory.InvalidArgument),
        _ => (exception.GetType().Name, ErrorCategory.NotSpecified),
    };

    private static (string Id, ErrorCategory Category) Classify(FluenceApiException answer) => answer.Code switch
    {
        "insufficient_balance" => ("InsufficientBalance", ErrorCategory.QuotaExceeded),
        "not_acceptable" => ("NotNow", ErrorCategory.InvalidOperation),
        _ => ClassifyStatus(answer),
    };

    private static (string Id, ErrorCategory Category) ClassifyStatus(FluenceApiException answer) => answer.Status switch
    {
        401 => ("NotAuthenticated", ErrorCategory.AuthenticationError),
        403 => ("AccessDenied", ErrorCategory.PermissionDenied),
        404 => ("NotFound", ErrorCategory.ObjectNotFound),
        408 => ("RequestTimedOut", ErrorCategory.OperationTimeout),
        409 => ("AlreadyExists", ErrorCategory.ResourceExists),
        400 or 422 => ("Refused", ErrorCategory.InvalidArgument),
        429 => ("TooManyRequests", ErrorCategory.LimitsExceeded),
        >= 500 => ("ServiceUnavailable", ErrorCategory.ResourceUnavailable),
        var status => ("Status" + status.ToString(CultureInfo.InvariantCulture), ErrorCategory.InvalidOperation),
    };
}
