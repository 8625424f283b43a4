using FluenceVm.Model;

namespace FluenceVm.Clouds.Checks;

/// <summary>The rows of a check-up, as they are found.</summary>
internal sealed class CheckReport(Action<ConnectionCheck> output)
{
    public void Pass(string check, string detail) => Write(check, true, detail, null);

    public void Fail(string check, string detail, string? advice) => Write(check, false, detail, advice);

    /// <summary>What can't be told isn't a failure.</summary>
    public void Unknown(string check, string reason) => Write(check, null, reason, null);

    private void Write(string check, bool? passed, string detail, string? advice) =>
        output(new ConnectionCheck { Check = check, Passed = passed, Detail = detail, Advice = advice });
}
