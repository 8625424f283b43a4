using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using FluenceVm.Model;

namespace FluenceVm.Engine.Input;

/// <summary>Reads an amount of money, of GiB or of things, with every digit that was written.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AmountAttribute : InputAttribute
{
    private static readonly Regex Separator = new(@"[\s,;]+", RegexOptions.CultureInvariant);

    /// <summary>Whether only whole numbers will do; they become an <see cref="int"/>, others a <see cref="decimal"/>.</summary>
    public bool Whole { get; set; }

    /// <summary>Whether it is a list of amounts, also one that is written into a single text: <c>100,200</c>.</summary>
    public bool Many { get; set; }

    private protected override object Read(object value) => Many
        ? Flatten(value).SelectMany(ItemsOf).Select(ReadOne).ToArray()
        : ReadOne(value);

    private static IEnumerable<object> ItemsOf(object item) =>
        Unwrap(item) is string text ? Separator.Split(text.Trim()) : [item];

    private object ReadOne(object value)
    {
        var text = TextOf(value).Trim();
        if (!AmountText.TryParse(text, out var amount))
        {
            amount = OfNumber(Unwrap(value), text) ?? throw (Whole ? NotWhole(text) : AmountText.Invalid(text));
        }
        if (!Whole)
        {
            return amount;
        }
        return amount == decimal.Truncate(amount) && amount is >= int.MinValue and <= int.MaxValue ? (int)amount : throw NotWhole(text);
    }

    // A number that was computed has no spelling of its own; one that was typed has, and then that counts.
    private static decimal? OfNumber(object value, string text) => value switch
    {
        double number when Math.Abs(number) < (double)decimal.MaxValue && IsComputed(number, text) => (decimal)number,
        float number when Math.Abs(number) < (float)decimal.MaxValue && IsComputed(number, text) => (decimal)number,
        BigInteger number when BigInteger.Abs(number) <= new BigInteger(decimal.MaxValue) => (decimal)number,
        byte or sbyte or short or ushort or int or uint or long or ulong or decimal when IsComputed((IFormattable)value, text) =>
            Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static bool IsComputed(IFormattable number, string text) => number.ToString(null, CultureInfo.InvariantCulture) == text;

    private static FormatException NotWhole(string text) => Fault.Format(nameof(Messages.NumberNotWhole), text);
}
