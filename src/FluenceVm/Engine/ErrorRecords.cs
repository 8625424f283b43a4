using System.Globalization;
using System.Management.Automation;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Engine;

/// <summary>The one place that turns an exception into what PowerShell shows: a stable id, a category, a target.</summary>
internal static class ErrorRecords
{
    private static readonly TimeSpan UsualPause = TimeSpan.FromMinutes(1);

    public static ErrorRecord From(Exception exception, object? target)
    {
        if (exception is IContainsErrorRecord { ErrorRecord: { } existing } and RuntimeException)
        {
            return existing;
        }
        var (id, category) = Classify(exception);
        var record = new ErrorRecord(exception, Fault.IdOf(exception) ?? id, category, target ?? (exception as CmdletException)?.Target);
        if (Advice(exception) is { } advice)
        {
            record.ErrorDetails = new ErrorDetails($"{exception.Message.TrimEnd('.')}. {advice}");
        }
        return record;
    }

    private static (string Id, ErrorCategory Category) Classify(Exception exception) => exception switch
    {
        CmdletException known => (known.Id, known.Category),
        FluenceApiException answer => Classify(answer),
        ContractException { Status: { } status } => Classify(status),
        ContractException => (nameof(Messages.TransactionRefused), ErrorCategory.InvalidOperation),
        TransactionUnknownException => (nameof(Messages.TransactionUnknown), ErrorCategory.OperationTimeout),
        SignerException => ("NotSigned", ErrorCategory.AuthenticationError),
        MachineRuleException => ("NotAllowed", ErrorCategory.InvalidOperation),
        LeftBehindException => (nameof(Messages.LeftBehind), ErrorCategory.InvalidResult),
        InvalidResponseException => (nameof(Messages.InvalidResponse), ErrorCategory.InvalidResult),
        CloudConnectionException { MayHaveArrived: true } => (nameof(Messages.ConnectionLost), ErrorCategory.ConnectionError),
        CloudConnectionException => (nameof(Messages.ConnectionFailed), ErrorCategory.ConnectionError),
        NotRecordedException => (nameof(Messages.NotRecorded), ErrorCategory.WriteError),
        OrderUnknownException => (nameof(Messages.OrderUnknown), ErrorCategory.OperationTimeout),
        PartialOrderException => (nameof(Messages.OrderPartial), ErrorCategory.InvalidResult),
        OrderNotNamedException => (nameof(Messages.OrderNotNamed), ErrorCategory.InvalidResult),
        OrderConflictException => ("OrderConflict", ErrorCategory.ResourceExists),
        InvalidDataException => ("InvalidData", ErrorCategory.InvalidData),
        WaitFailedException => (nameof(Messages.WaitFailed), ErrorCategory.InvalidResult),
        WaitTimeoutException => (nameof(Messages.WaitTimedOut), ErrorCategory.OperationTimeout),
        TimeoutException => (nameof(Messages.RequestTimedOut), ErrorCategory.OperationTimeout),
        OperationCanceledException => ("Stopped", ErrorCategory.OperationStopped),
        NotSupportedException => ("NotSupported", ErrorCategory.NotImplemented),
        IOException => ("ResourceUnavailable", ErrorCategory.ResourceUnavailable),
        InvalidOperationException => ("NotNow", ErrorCategory.InvalidOperation),
        ArgumentException or FormatException => ("InvalidArgument", ErrorCategory.InvalidArgument),
        _ => (exception.GetType().Name, ErrorCategory.NotSpecified),
    };

    // Where the service's own text says what is wrong, but not what to do about it.
    private static string? Advice(Exception exception) => exception is not FluenceApiException answer ? null : answer.Status switch
    {
        401 or 403 => Messages.AdviceOnKey,
        422 when answer.Path.EndsWith("/estimate", StringComparison.Ordinal) => Messages.AdviceOnOffer,
        429 => Text.Of(nameof(Messages.AdviceOnThrottling), (answer.RetryAfter ?? UsualPause).TotalSeconds),
        >= 500 => Messages.AdviceOnOutage,
        _ => null,
    };

    private static (string Id, ErrorCategory Category) Classify(FluenceApiException answer) => answer.Code switch
    {
        "insufficient_balance" => (nameof(Messages.InsufficientBalance), ErrorCategory.QuotaExceeded),
        "account_not_in_good_standing" => (nameof(Messages.AccountInDebt), ErrorCategory.QuotaExceeded),
        "conflict" or "vm_not_live" or "vm_not_draft" or "attached_to_vm" or "request_in_progress" =>
            ("NotNow", ErrorCategory.InvalidOperation),
        _ => Classify(answer.Status),
    };

    private static (string Id, ErrorCategory Category) Classify(int status) => status switch
    {
        401 => ("NotAuthenticated", ErrorCategory.AuthenticationError),
        403 => ("AccessDenied", ErrorCategory.PermissionDenied),
        404 => ("NotFound", ErrorCategory.ObjectNotFound),
        408 => (nameof(Messages.RequestTimedOut), ErrorCategory.OperationTimeout),
        409 => ("AlreadyExists", ErrorCategory.ResourceExists),
        400 or 422 => ("Refused", ErrorCategory.InvalidArgument),
        429 => ("TooManyRequests", ErrorCategory.LimitsExceeded),
        >= 500 => ("ServiceUnavailable", ErrorCategory.ResourceUnavailable),
        _ => ("Status" + status.ToString(CultureInfo.InvariantCulture), ErrorCategory.InvalidOperation),
    };
}
