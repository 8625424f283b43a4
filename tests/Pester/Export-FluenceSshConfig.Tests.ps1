BeforeDiscovery { . $PSScriptRoot/Ssh.ps1; $obstacle = Get-SshObstacle }
BeforeAll { . $PSScriptRoot/Setup.ps1; . $PSScriptRoot/Ssh.ps1 }

Describe 'Export-FluenceSshConfig' {
    BeforeEach {
        $env:FLUENCEVM_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $server = Start-VmService @(
            @{ Id = 1; Name = 'web'; Address = '127.0.0.1'; Image = 'ubuntu-22.04' },
                @{ Id = 2; Name = 'web'; Address = '127.0.0.2'; Image = 'debian-12' }
            @{ Id = 3; Name = 'da ta *'; Address = '127.0.0.3'; Image = 'debian-12' }, @{ Id = 4; Name = 'launching'; Image = 'debian-12' })
        $null = Connect-Cudos -Emulator
    }
    AfterEach { Disconnect-Fluence; Disconnect-Cudos; Get-VmEmulator | Stop-VmEmulator; Stop-TestServer $server }

    It 'writes a host for every VM and machine with an address, under names of their own' {
        $file = Export-FluenceSshConfig
        $file.FullName | Should -Be (Join-Path $env:FLUENCEVM_HOME ssh config)
        (Get-Content $file | Where-Object { $_ -like 'Host *' }) |
            Should -Be 'Host web', 'Host web-2', 'Host da-ta--', 'Host web-1', 'Host build-cache'
        $text = Get-Content $file -Raw
        $text | Should -Match "Host web-2\n    HostName 127.0.0.2\n    User debian\n"
        $text | Should -Match "Host web-1\n    HostName 198\.18\.\d+\.\d+\n    User ubuntu\n"
        $text | Should -Not -Match 'launching'
    }

    It 'begins the names with -Prefix, and takes user, key and port for all' {
        $text = Get-Content (Export-FluenceSshConfig -Prefix prod- -UserName me -IdentityFile '/my keys/id' -Port 2222) -Raw
        $text | Should -Match "Host prod-web\n    HostName 127.0.0.1\n    User me\n    Port 2222\n    IdentityFile ""/my keys/id""\n"
    }

    It 'writes the file anew as a whole, and leaves a file that it didn''t write' {
        $first = Export-FluenceSshConfig
        $before = Get-Content $first -Raw
        Get-Content (Export-FluenceSshConfig) -Raw | Should -Be $before
        $own = Join-Path $TestDrive 'own'
        Set-Content $own 'Host mine'
        { Export-FluenceSshConfig $own } | Should -Throw -ErrorId 'SshConfigForeign,*'
        Get-Content $own | Should -Be 'Host mine'
    }

    It 'reaches a VM without a public address through another one, or directly with -Private' {
        Disconnect-Cudos
        $null = Connect-TestCloud
        $text = Get-Content (Export-FluenceSshConfig -Via app-1) -Raw
        $text | Should -Match "Host build-1\n    HostName 10\.\d+\.\d+\.\d+\n    User ubuntu\n(    (?!ProxyJump).*\n)+    ProxyJump app-1\n"
        $text | Should -Match "Host app-1\n    HostName 198\.19\.\d+\.\d+\n"
        ($text -split 'Host app-2')[1] -split '\nHost ' | Select-Object -First 1 | Should -Not -Match 'ProxyJump'
        Get-Content (Export-FluenceSshConfig) -Raw | Should -Not -Match 'Host build-1\n'
        Get-Content (Export-FluenceSshConfig -Private) -Raw | Should -Match "Host app-1\n    HostName 10\.\d+\.\d+\.\d+\n"
        { Export-FluenceSshConfig -Via build-1 } | Should -Throw -ErrorId 'SshViaMissing,*'
    }

    It 'writes nothing under -WhatIf' {
        Export-FluenceSshConfig -WhatIf | Should -BeNullOrEmpty
        Test-Path $env:FLUENCEVM_HOME | Should -BeFalse
    }

    It 'writes an inventory of Ansible' {
        $text = Get-Content (Export-FluenceSshConfig (Join-Path $TestDrive 'hosts.yml') -AsAnsibleInventory) -Raw
        $text | Should -Match ("    fluence:\n      hosts:\n        ""web"":\n          ansible_host: ""127.0.0.1""\n          " +
            "ansible_user: ""ubuntu""\n")
        $text | Should -Match "    cudos:\n      hosts:\n        ""web-1"":\n"
    }

    It 'is read by ssh as it is meant' -Tag 'needs an sshd at /usr/sbin and root, on Linux' -Skip:([bool]$obstacle) {
        $file = Export-FluenceSshConfig -Port 2222
        $read = ssh -G -F $file.FullName web-2
        $read | Should -Contain 'hostname 127.0.0.2'
        $read | Should -Contain 'user debian'
        $read | Should -Contain 'port 2222'
        $read | Should -Contain 'stricthostkeychecking accept-new'
        $read | Should -Contain "userknownhostsfile $env:FLUENCEVM_HOME/ssh/known_hosts"
    }
}

Describe 'Export-FluenceSshConfig, at a real sshd' -Tag 'needs an sshd at /usr/sbin and root, on Linux' -Skip:([bool]$obstacle) {
    BeforeAll { $sshd = Start-TestSshd (Join-Path $TestDrive 'sshd') }
    AfterAll { Stop-TestSshd $sshd }

    It 'lets ssh find VMs by name' {
        $env:FLUENCEVM_HOME = Join-Path $TestDrive ([guid]::NewGuid())
        $server = Start-VmService @(@{ Id = 1; Name = 'web-1'; Address = '127.0.0.1' }, @{ Id = 2; Name = 'web-2'; Address = '127.0.0.2' })
        try {
            $file = Export-FluenceSshConfig -Port $sshd.Port -IdentityFile $sshd.Key -UserName $sshd.User
            ssh -F $file.FullName -o BatchMode=yes web-2 'echo $SSH_CONNECTION' 2>$null | Should -BeLike "* 127.0.0.2 $($sshd.Port)"
            $LASTEXITCODE | Should -Be 0
        }
        finally { Disconnect-Fluence; Stop-TestServer $server }
    }
}
