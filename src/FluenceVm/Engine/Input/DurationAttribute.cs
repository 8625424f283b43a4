namespace FluenceVm.Engine.Input;

/// <summary>Reads a duration: a text with units, as in <c>12h</c>, or a <see cref="TimeSpan"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationAttribute : InputAttribute
{
    private protected override object Read(object value) =>
        Unwrap(value) is TimeSpan duration ? duration : DurationText.Parse(TextOf(value));
}
