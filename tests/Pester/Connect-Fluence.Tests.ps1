BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Connect-Fluence' {
    AfterEach { Disconnect-Fluence }

    It 'connects to the emulator and says what it is connected to' {
        $context = Connect-Fluence -Emulator
        $context.Emulator | Should -BeTrue
        $context.ApiVersion | Should -Be $Generation
        Get-FluenceContext | Should -Be $context
    }

    It 'speaks the generation that is asked for' {
        (Connect-Fluence -Emulator -ApiVersion MarketV2).ApiVersion | Should -Be 'MarketV2'
        (Get-FluenceVm | Select-Object -First 1).ApiVersion | Should -Be 'MarketV2'
    }

    It 'takes key and endpoint from the environment' {
        $server = Start-TestServer { @{ Body = '[]' } }
        try {
            $env:FLUENCE_API_KEY = $Canary
            $env:FLUENCE_ENDPOINT = $server.Uri
            (Connect-Fluence -ApiVersion Auto).Endpoint | Should -Be $server.Uri
            $server.Requests[-1].Headers['X-API-KEY'] | Should -Be $Canary
        }
        finally {
            Remove-Item Env:FLUENCE_API_KEY, Env:FLUENCE_ENDPOINT
            Stop-TestServer $server
        }
    }

    It 'takes the key as text or as SecureString, and shows its last four characters at most' {
        $server = Start-TestServer { @{ Body = '[]' } }
        try {
            (Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri).ApiKeyHint | Should -Be '...9f3b'
            $secure = ConvertTo-SecureString $Canary -AsPlainText -Force
            (Connect-Fluence -ApiKey $secure -Endpoint $server.Uri).ApiKeyHint | Should -Be '...9f3b'
            (Connect-Fluence -ApiKey 'short' -Endpoint $server.Uri).ApiKeyHint | Should -BeNullOrEmpty
        }
        finally { Stop-TestServer $server }
    }

    It 'finds generation v2 by reads alone where the others are answered with <_>' -ForEach 404, 405 {
        $server = Start-TestServer -With @{ Status = $_ } {
            param($request, $with)
            if ($request.Path -eq '/vms/v2') { @{ Body = '[]' } } else { @{ Status = $with.Status; Body = '{"error":"no such route"}' } }
        }
        try {
            (Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion Auto).ApiVersion | Should -Be 'MarketV2'
            $server.Requests.Count | Should -Be 3
            $server.Requests.Method | Sort-Object -Unique | Should -Be 'GET'
        }
        finally { Stop-TestServer $server }
    }

    It 'is one clear error for a wrong key, and leaves no connection behind' {
        $server = Start-TestServer { @{ Status = 403; Body = '{"error":"Auth failed. No such API Key"}' } }
        try {
            { Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion Auto } |
                Should -Throw -ErrorId 'AccessDenied,*' -ExpectedMessage '*Auth failed. No such API Key*'
            Get-FluenceContext | Should -BeNullOrEmpty
        }
        finally { Stop-TestServer $server }
    }

    It 'refuses http to another machine before anything is sent' {
        { Connect-Fluence -ApiKey $Canary -Endpoint 'http://api.example.com' } |
            Should -Throw -ErrorId 'EndpointInClearText,*' -ExpectedMessage '*https*'
    }

    It 'names every way to connect if there is no key' {
        { Connect-Fluence } |
            Should -Throw -ErrorId 'ApiKeyMissing,*' -ExpectedMessage '*-ApiKey*FLUENCE_API_KEY*Connect-Fluence -Emulator*'
    }

    It 'keeps an older connection usable by -Connection' {
        $first = Connect-Fluence -Emulator
        $server = Start-TestServer { @{ Body = '[]' } }
        try {
            $null = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
            Get-FluenceVm | Should -BeNullOrEmpty
            Get-FluenceVm -Connection $first | Should -Not -BeNullOrEmpty
        }
        finally { Stop-TestServer $server }
    }
}
