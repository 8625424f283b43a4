BeforeDiscovery { . $PSScriptRoot/Ssh.ps1; $obstacle = Get-SshObstacle }
BeforeAll { . $PSScriptRoot/Setup.ps1; . $PSScriptRoot/Ssh.ps1 }

Describe 'Enter-FluenceVm, at a real sshd' -Tag 'needs an sshd at /usr/sbin and root, on Linux' -Skip:([bool]$obstacle) {
    BeforeAll {
        $sshd = Start-TestSshd (Join-Path $TestDrive 'sshd')
        $login = @{ Port = $sshd.Port; IdentityFile = $sshd.Key; UserName = $sshd.User }
    }
    BeforeEach {
        $env:FLUENCEVM_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $server = Start-VmService @(
            @{ Id = 1; Name = 'web-1'; Address = '127.0.0.1' }, @{ Id = 2; Name = 'web-2'; Address = '127.0.0.2' },
                @{ Id = 3; Name = 'web-3'; Address = '127.0.0.3' })
    }
    AfterEach { Disconnect-Fluence; Stop-TestServer $server }
    AfterAll { Stop-TestSshd $sshd }

    It 'runs a command, and gives its output and its exit code' {
        $result = Enter-FluenceVm web-1 -Command 'echo "it''s $HOME"; echo no >&2; exit 7' @login
        $result.Name, $result.Address, $result.ExitCode | Should -Be 'web-1', '127.0.0.1', 7
        $result.Output | Should -Be "it's $HOME"
        $result.ErrorOutput | Should -Contain 'no'
    }

    It 'runs a command on three hosts' {
        $results = Get-FluenceVm | Enter-FluenceVm -Command 'echo $SSH_CONNECTION' -ThrottleLimit 2 @login
        $results.Name | Sort-Object | Should -Be 'web-1', 'web-2', 'web-3'
        foreach ($result in $results) { $result.Output | Should -BeLike "* $($result.Address) $($sshd.Port)" }
    }

    It 'refuses another host key of a VM that it knows, and takes that of another VM with the same address' {
        $null = Enter-FluenceVm web-1 -Command true @login
        Stop-TestSshd $sshd
        $sshd.Process = (Start-TestSshd $sshd.Folder $sshd.Port).Process
        $result = Enter-FluenceVm web-1 -Command true @login -ErrorVariable failed -ErrorAction SilentlyContinue
        $result.ExitCode | Should -Be 255
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'SshFailed,*'
        "$($failed[0])" | Should -BeLike '*HOST IDENTIFICATION HAS CHANGED*'
        Disconnect-Fluence
        $other = Start-VmService @{ Id = 9; Name = 'new'; Address = '127.0.0.1' }
        try { (Enter-FluenceVm new -Command true @login).ExitCode | Should -Be 0 } finally { Stop-TestServer $other }
    }

    It 'gives the others although one can''t be reached' {
        $results = Enter-FluenceVm web-1, web-2, nobody -Command 'exit 3' @login -ErrorVariable failed -ErrorAction SilentlyContinue
        $results.ExitCode | Should -Be 3, 3
        $failed.FullyQualifiedErrorId | Should -BeLike 'VmNotFound,*'
    }

    It 'leaves the user''s own files alone' {
        $before = Get-ChildItem ~/.ssh -ErrorAction Ignore | ForEach-Object { "$_ $($_.LastWriteTimeUtc.Ticks)" }
        $null = Enter-FluenceVm web-1 -Command true @login
        Get-ChildItem ~/.ssh -ErrorAction Ignore | ForEach-Object { "$_ $($_.LastWriteTimeUtc.Ticks)" } | Should -Be $before
        Join-Path $env:FLUENCEVM_HOME ssh/known_hosts | Should -FileContentMatch '^0x0+-[0-9a-f]{16} '
    }
}

Describe 'Enter-FluenceVm' {
    BeforeEach { $env:FLUENCEVM_HOME = Join-Path $TestDrive ([guid]::NewGuid()); $path = $env:PATH }
    AfterEach { $env:PATH = $path; Disconnect-Fluence; Disconnect-Cudos; Get-VmEmulator | Stop-VmEmulator }

    It 'calls the ssh of this system with literal arguments, as the image''s user, and passes its exit code on' `
        -Tag 'its stand-in program is a script of Unix' -Skip:($IsWindows -or
        $PSVersionTable.PSEdition -eq 'Desktop') {
        $bin = Join-Path $TestDrive 'bin dir'
        $null = New-Item -ItemType Directory $bin -Force
        Set-Content "$bin/ssh" "#!/bin/sh`nfor each in `"`$@`"; do printf '<%s>' `"`$each`"; done`nexit 42"
        chmod +x "$bin/ssh"
        $server = Start-VmService @{
            Id = 1
            Name = 'web $(id)'
            Address = '203.0.113.9'
            Image = 'https://images.example/ubuntu-22.04.img'
        }
        try {
            $text = Invoke-FreshShell ("`$env:PATH = '${bin}:' + `$env:PATH; `$null = Connect-Fluence -Endpoint '$($server.Uri)' " +
                "-ApiKey '$Canary' -ApiVersion MarketV3; Enter-FluenceVm 'web `$(id)' -IdentityFile '/k e y'; ""code `$LASTEXITCODE""")
            $text | Should -BeLike ('*<-o><HostKeyAlias=0x*-*>*<-o><StrictHostKeyChecking=accept-new>*<-i></k e ' +
                'y><-l><ubuntu><--><203.0.113.9>*code 42*')
        }
        finally { Stop-TestServer $server }
    }

    It 'says under -WhatIf where it would log in or what it would run there' {
        $text = Invoke-FreshShell @'
            $null = Connect-Fluence -Emulator -ApiVersion MarketV3
            Enter-FluenceVm web-1 -WhatIf
            Get-FluenceVm web-* | Enter-FluenceVm -Command 'uptime -p' -UserName me -WhatIf
'@
        $text | Should -Match 'Log in to web-1 as ubuntu at 198\.18\.\d+\.\d+\.'
        $text | Should -Match 'On web-2, as me at 198\.18\.\d+\.\d+, run: uptime -p'
    }

    It 'takes a name that both clouds have for neither, and what is piped for what it is' {
        $null = Connect-Fluence -Emulator -ApiVersion MarketV3
        $null = Connect-Cudos -Emulator
        { Enter-FluenceVm web-1 -Command true -UserName me } | Should -Throw -ErrorId 'SshInBothClouds,*'
        foreach ($one in (Get-FluenceVm web-1), (Get-Machine web-1)) {
            $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($one))
            foreach ($object in $one, $copy) {
                $object | Enter-FluenceVm -Command true -UserName me -WhatIf -InformationVariable said -ErrorVariable failed
                $failed | Should -BeNullOrEmpty
            }
        }
        Disconnect-Cudos
        { $copy | Enter-FluenceVm -Command true -UserName me } | Should -Throw -ErrorId 'MachineNotFound,*'
    }

    It 'knows machines of Cudos, too' {
        $null = Connect-Cudos -Emulator
        { Get-Machine build-cache | Enter-FluenceVm -Command true -Private } | Should -Throw -ErrorId 'SshPrivateAddressMissing,*'
        { Enter-FluenceVm nobody -Command true } | Should -Throw -ErrorId 'MachineNotFound,*'
    }

    It 'refuses <case>' -ForEach @(
        @{
            case = 'several without a command'
            vm = @{ Id = 1; Name = 'a'; Address = '203.0.113.1' }, @{ Id = 2; Name = 'b'; Address = '203.0.113.2' }
            arguments = @{ Id = 'a', 'b' }
            id = 'SshOneOnly,*'
        }
        @{
            case = 'a VM without an address'
            vm = @{ Id = 1; Name = 'a' }
            arguments = @{ Id = 'a'; Command = 'true' }
            id = 'SshAddressMissing,*'
        }
        @{
            case = 'an image that no user is known of'
            vm = @{ Id = 1; Name = 'a'; Address = '203.0.113.1'; Image = 'https://images.example/own.img' }
            arguments = @{ Id = 'a'; Command = 'true' }
            id = 'SshUserUnknown,*'
        }
        @{
            case = 'an address that would be an option'
            vm = @{ Id = 1; Name = 'a'; Address = '-oProxyCommand=id' }
            arguments = @{ Id = 'a'; Command = 'true'; UserName = 'me' }
            id = 'SshAddressInvalid,*'
        }
        @{
            case = 'a user that would be an option'
            vm = @{ Id = 1; Name = 'a'; Address = '203.0.113.1' }
            arguments = @{ Id = 'a'; Command = 'true'; UserName = '-oProxyCommand=id' }
            id = 'SshUserInvalid,*'
        }
    ) {
        $server = Start-VmService $vm
        try { { Enter-FluenceVm @arguments } | Should -Throw -ErrorId $id } finally { Stop-TestServer $server }
    }

    It 'says how to get ssh if there is none' {
        $server = Start-VmService @{ Id = 1; Name = 'a'; Address = '203.0.113.1' }
        $env:PATH = $TestDrive
        try {
            { Enter-FluenceVm a -UserName me } | Should -Throw -ErrorId 'SshMissing,*' -ExpectedMessage '*openssh-client*'
        } finally { $env:PATH = $path; Stop-TestServer $server }
    }
}
