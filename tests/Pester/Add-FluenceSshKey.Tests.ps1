BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $publicKey = Get-FakePublicKey
}

Describe 'Add-FluenceSshKey' {
    BeforeEach { $emulator = Connect-TestEmulator -ClockRate 0 }
    AfterEach { Disconnect-TestEmulator }

    It 'registers a key from its text' {
        $key = Add-FluenceSshKey office $publicKey
        $key | Should -BeOfType FluenceVm.Model.SshKey
        $key.Name, $key.Comment, $key.Algorithm | Should -Be 'office', 'nobody@nowhere', 'ssh-ed25519'
        (Get-FluenceSshKey office).Fingerprint | Should -Be $key.Fingerprint
    }

    It 'registers a key from a .pub file' {
        $path = Join-Path $TestDrive 'mine.pub'
        Set-Content $path $publicKey
        (Add-FluenceSshKey office -Path $path).PublicKey | Should -Be $publicKey
    }

    It 'gives a known key back as it is, with a verbose line' {
        $first = Add-FluenceSshKey office $publicKey
        $told = Add-FluenceSshKey again $publicKey -Verbose 4>&1
        $again = $told | Where-Object { $_ -is [FluenceVm.Model.SshKey] }
        $again.Name, $again.Fingerprint | Should -Be $first.Name, $first.Fingerprint
        ($told | Where-Object { $_ -is [Management.Automation.VerboseRecord] }).Message |
            Should -Contain 'The key was already registered, as office; it is returned as it is.'
        @(Get-FluenceSshKey).Count | Should -Be 2
    }

    It 'reads the response as <Case>' -ForEach @(
        @{ Case = 'an object'; Around = '{0}' }
        @{ Case = 'a one-element array'; Around = '[{0}]' }
    ) {
        $body = $Around -replace '\{0\}',
            ('{"name":"office","fingerprint":"SHA256:x","algorithm":"ssh-ed25519","comment":"","publicKey":"ssh-ed25519 AAAA",' +
                '"active":true,"createdAt":"2026-01-01T00:00:00Z"}')
        $server = Start-TestServer -With @{ Body = $body } { param($request, $with)
            if ($request.Method -eq 'GET') { @{ Body = '[]' } } else { @{ Status = 201; Body = $with.Body } }
        }
        $connection = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
        try { (Add-FluenceSshKey office $publicKey -Connection $connection).Name |
            Should -Be 'office' }
        finally { Stop-TestServer $server }
    }

    It 'refuses <Case> before anything is sent' -ForEach @(
        @{
            Case = 'a private key'
            Key = "-----BEGIN OPENSSH PRIVATE KEY-----`nbm90IGEga2V5`n-----END OPENSSH PRIVATE KEY-----"
            Says = '*private*nothing was sent*'
        }
        @{ Case = 'a smartcard key'; Key = 'sk-ssh-ed25519@openssh.com bm90IGEga2V5 me'; Says = '*Smartcard*' }
        @{ Case = 'a damaged key'; Key = 'ssh-ed25519 bm90IGEga2V5 me'; Says = '*not a valid public SSH key*' }
        @{ Case = 'garbage'; Key = 'garbage'; Says = '*not a valid public SSH key*' }
        @{ Case = 'a file that is not there'; Key = './no-such.pub'; Says = '*no-such.pub*' }
    ) {
        $before = @(Get-VmEmulator -Requests).Count
        { Add-FluenceSshKey office $Key } | Should -Throw -ExpectedMessage $Says
        @(Get-VmEmulator -Requests).Count | Should -Be $before
    }

    It 'does not read a file that is too large to be a key' {
        $path = Join-Path $TestDrive 'disk.img'
        [IO.File]::WriteAllBytes($path, [byte[]]::new(100KB))
        { Add-FluenceSshKey office $path } | Should -Throw -ErrorId 'FileTooLarge,*'
    }

    It 'says that another key has the name' {
        { Add-FluenceSshKey laptop $publicKey } |
            Should -Throw -ErrorId 'SshKeyExists,*' -ExpectedMessage "An SSH key named 'laptop' already exists. Choose another -Name*"
    }

    It 'names the key and its fingerprint under -WhatIf, and registers nothing' {
        $text = Invoke-FreshShell ("`$null = Connect-Fluence -Emulator; Add-FluenceSshKey office '$publicKey' -WhatIf; " +
            "(Get-FluenceSshKey).Count")
        $text -replace '\s+', ' ' | Should -BeLike '*What if: Register SSH key office (SHA256:*). 1*'
    }
}
