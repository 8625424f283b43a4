namespace FluenceVm.Model;

/// <summary>The framework's exceptions with a message of the resource file, whose name they carry: it is the error's id.</summary>
internal static class Fault
{
    private const string Key = "FluenceVm.ErrorId";

    /// <summary>The name of an exception's message; null if it was not made here.</summary>
    public static string? IdOf(Exception exception) => exception.Data[Key] as string;

    public static ArgumentException Argument(string id, params object?[] values) => Of(id, new ArgumentException(Text.Of(id, values)));

    public static ArgumentOutOfRangeException Range(string parameter, object actual, string id) =>
        Of(id, new ArgumentOutOfRangeException(parameter, actual, Text.Of(id)));

    public static FormatException Format(string id, params object?[] values) => Of(id, new FormatException(Text.Of(id, values)));

    public static NotSupportedException NotSupported(string id, params object?[] values) =>
        Of(id, new NotSupportedException(Text.Of(id, values)));

    public static InvalidOperationException State(string id, params object?[] values) =>
        Of(id, new InvalidOperationException(Text.Of(id, values)));

    public static ObjectDisposedException Closed(string id, params object?[] values) =>
        Of(id, new ObjectDisposedException(null, Text.Of(id, values)));

    public static InvalidDataException Data(Exception reason, string id, params object?[] values) =>
        Of(id, new InvalidDataException(Text.Of(id, values), reason));

    /// <summary>Gives an exception the id of the one that it stands for.</summary>
    public static T For<T>(Exception original, T exception)
        where T : Exception => IdOf(original) is { } id ? Of(id, exception) : exception;

    private static T Of<T>(string id, T exception)
        where T : Exception
    {
        exception.Data[Key] = id;
        return exception;
    }
}
