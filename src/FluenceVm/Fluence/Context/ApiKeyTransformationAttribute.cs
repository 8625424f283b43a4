using System.Management.Automation;
using System.Net;

namespace FluenceVm.Fluence.Context;

/// <summary>
/// Takes a key as plain text too. Without this, PowerShell's own message about the text that is not a SecureString would
/// print the key.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ApiKeyTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text
            ? new NetworkCredential(string.Empty, text.Trim()).SecurePassword
            : inputData;
}
