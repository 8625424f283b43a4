# Loopback servers that speak below HTTP: what a proxy or a certificate does can't be said by an HttpListener.

# Serves each connection with a script block that gets its stream and what the test gave it.
function Start-TestSocket([scriptblock] $Serve, [hashtable] $With = @{}) {
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $shell = [powershell]::Create()
    $null = $shell.AddScript({
        param($listener, $serveText, $with)
        $serve = [scriptblock]::Create($serveText)
        while ($true) {
            try { $client = $listener.AcceptTcpClient() } catch { break }
            try { & $serve $client.GetStream() $with } catch { $null = $_ } finally { $client.Close() }
        }
    }).AddArgument($listener).AddArgument("$Serve").AddArgument($With)
    $null = $shell.BeginInvoke()
    [pscustomobject]@{ Port = $listener.LocalEndpoint.Port; Listener = $listener; Shell = $shell }
}

function Stop-TestSocket($Server) {
    $Server.Listener.Stop()
    $null = $Server.Shell.BeginStop($null, $null)
}

# A certificate that nobody trusts, for this machine's own address.
function Get-TestCertificate([DateTimeOffset] $From, [DateTimeOffset] $Until) {
    $key = [Security.Cryptography.RSA]::Create(2048)
    $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new(
        'CN=fake-service', $key, [Security.Cryptography.HashAlgorithmName]::SHA256, [Security.Cryptography.RSASignaturePadding]::Pkcs1)
    $made = $request.CreateSelfSigned($From, $Until)
    # Windows can't serve with a key that it has only in memory.
    [Security.Cryptography.X509Certificates.X509Certificate2]::new($made.Export('Pfx', 'fake'), 'fake')
}

# A service that shows a certificate and says nothing.
function Start-TestTlsServer([Security.Cryptography.X509Certificates.X509Certificate2] $Certificate) {
    Start-TestSocket -With @{ Certificate = $Certificate } {
        param($stream, $with)
        $secure = [Net.Security.SslStream]::new($stream)
        $secure.AuthenticateAsServer($with.Certificate)
    }
}

# A proxy that lets nobody through.
function Start-TestProxy([int] $Status) {
    Start-TestSocket -With @{ Status = $Status } {
        param($stream, $with)
        $buffer = [byte[]]::new(4096)
        $null = $stream.Read($buffer, 0, $buffer.Length)
        $text = "HTTP/1.1 $($with.Status) No`r`nContent-Length: 0`r`nConnection: close`r`n`r`n"
        $bytes = [Text.Encoding]::ASCII.GetBytes($text)
        $stream.Write($bytes, 0, $bytes.Length)
    }
}
